-- What a scan reads: by code the variant's document and how many of it one beep sells, side by
-- side in one place. Kept by triggers, whichever of barcode and variant arrives first; `data` is
-- NULL as long as the variant is not there.
CREATE TABLE goods_by_code (
  gtin TEXT NOT NULL,
  barcode TEXT NOT NULL,
  variant TEXT NOT NULL,
  pack_quantity INTEGER NOT NULL,
  data TEXT,
  PRIMARY KEY (gtin, barcode)
) STRICT, WITHOUT ROWID;

CREATE INDEX goods_by_code_variant ON goods_by_code (variant);

CREATE TRIGGER goods_by_code_takes_barcode AFTER INSERT ON catalogue
WHEN NEW.kind = 'barcode' AND NEW.deleted = 0
BEGIN
  INSERT INTO goods_by_code (gtin, barcode, variant, pack_quantity, data)
  SELECT NEW.gtin, NEW.id, NEW.variant, NEW.pack_quantity, (
    SELECT data FROM catalogue WHERE id = NEW.variant AND kind = 'variant' AND deleted = 0
  );
END;

CREATE TRIGGER goods_by_code_follows_barcode AFTER UPDATE OF data, deleted ON catalogue
WHEN NEW.kind = 'barcode' OR OLD.kind = 'barcode'
BEGIN
  DELETE FROM goods_by_code WHERE gtin = OLD.gtin AND barcode = OLD.id;
  INSERT INTO goods_by_code (gtin, barcode, variant, pack_quantity, data)
  SELECT NEW.gtin, NEW.id, NEW.variant, NEW.pack_quantity, (
    SELECT data FROM catalogue WHERE id = NEW.variant AND kind = 'variant' AND deleted = 0
  )
  WHERE NEW.kind = 'barcode' AND NEW.deleted = 0;
END;

CREATE TRIGGER goods_by_code_drops_barcode AFTER DELETE ON catalogue
WHEN OLD.kind = 'barcode'
BEGIN
  DELETE FROM goods_by_code WHERE gtin = OLD.gtin AND barcode = OLD.id;
END;

CREATE TRIGGER goods_by_code_takes_variant AFTER INSERT ON catalogue
WHEN NEW.kind = 'variant' AND NEW.deleted = 0
BEGIN
  UPDATE goods_by_code SET data = NEW.data WHERE variant = NEW.id;
END;

CREATE TRIGGER goods_by_code_follows_variant AFTER UPDATE OF data, deleted ON catalogue
WHEN NEW.kind = 'variant' OR OLD.kind = 'variant'
BEGIN
  UPDATE goods_by_code
  SET data = CASE WHEN NEW.kind = 'variant' AND NEW.deleted = 0 THEN NEW.data END
  WHERE variant = NEW.id;
END;

CREATE TRIGGER goods_by_code_drops_variant AFTER DELETE ON catalogue
WHEN OLD.kind = 'variant'
BEGIN
  UPDATE goods_by_code SET data = NULL WHERE variant = OLD.id;
END;
