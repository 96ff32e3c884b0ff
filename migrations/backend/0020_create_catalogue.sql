-- What a tenant sells: product, variant, inventory item, barcode, price and tax.

create table department (
  tenant text not null,
  id text not null,
  name text not null,
  position bigint not null,
  hue bigint not null,
  primary key (tenant, id)
);

create table product (
  tenant text not null,
  id text not null,
  name text not null,
  brand text not null,
  department text not null,
  description text not null,
  primary key (tenant, id)
);

create index product_by_department on product (tenant, department);

create table inventory_item (
  tenant text not null,
  id text not null,
  sku text not null,
  name text not null,
  unit text not null,
  primary key (tenant, id)
);

create index inventory_item_by_sku on inventory_item (tenant, sku);

create table variant (
  tenant text not null,
  id text not null,
  product text not null,
  name text not null,
  size text not null,
  sku text not null,
  department text not null,
  tax_class text not null,
  unit text not null,
  rank bigint not null default 0,
  primary key (tenant, id)
);

create index variant_by_product on variant (tenant, product);

create index variant_by_department on variant (tenant, department, rank);

create index variant_by_sku on variant (tenant, sku);

-- How many of an inventory item leave the shelf when one of the variant is sold.
create table variant_item (
  tenant text not null,
  variant text not null,
  item text not null,
  quantity bigint not null,
  primary key (tenant, variant, item)
);

create index variant_item_by_item on variant_item (tenant, item);

-- Two products may carry one GTIN: the cashier chooses.
create table barcode (
  tenant text not null,
  id text not null,
  gtin text not null,
  variant text not null,
  pack_quantity bigint not null,
  primary key (tenant, id)
);

create index barcode_by_gtin on barcode (tenant, gtin);

create index barcode_by_variant on barcode (tenant, variant);

create table price_list (
  tenant text not null,
  id text not null,
  name text not null,
  currency text not null,
  tax_included boolean not null,
  primary key (tenant, id)
);

create table price (
  tenant text not null,
  id text not null,
  variant text not null,
  list text not null,
  valid_from bigint not null,
  -- Excluded; null for no end.
  valid_to bigint,
  unit_price bigint not null,
  primary key (tenant, id)
);

create index price_by_variant on price (tenant, list, variant, valid_from);

create table tax_class (
  tenant text not null,
  id text not null,
  code text not null,
  name text not null,
  rates jsonb not null,
  primary key (tenant, id)
);

create unique index tax_class_by_code on tax_class (tenant, code);
