-- What goods were sold for lately, where they come back without a receipt.
CREATE INDEX sale_line_variant ON sale_line (variant, sale, quantity, amount)
WHERE variant IS NOT NULL;
