-- The sample database: a shop, 25 tables, with the features that schema tools tend to get wrong.
-- Written for MariaDB 10.11. Shadows with the prefix __test_ are in shop-shadows.sql.

create table countries (
  code char(2) character set ascii collate ascii_bin not null primary key comment 'ISO 3166-1 alpha-2',
  name varchar(80) not null,
  vat_rate decimal(4,2) unsigned not null default 0.00
) comment 'reference data; loaded by deployment';

create table currencies (
  code char(3) character set ascii not null primary key,
  minor_units tinyint unsigned not null default 2,
  symbol varchar(8) not null default ''
);

create table customers (
  id bigint unsigned not null auto_increment primary key,
  public_id uuid not null default uuid(),
  email varchar(254) character set utf8mb4 collate utf8mb4_bin not null,
  name varchar(120) not null,
  country char(2) character set ascii collate ascii_bin not null,
  status enum('new','active','blocked','it''s gone') not null default 'new',
  flags set('newsletter','beta','vip') not null default '',
  last_ip inet6,
  created_at timestamp(3) not null default current_timestamp(3),
  updated_at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
  email_domain varchar(254) as (substring_index(email, '@', -1)) virtual,
  unique key uq_customers_email (email),
  unique key uq_customers_public (public_id),
  key idx_customers_domain (email_domain(40)),
  key idx_customers_recent (created_at desc, id),
  constraint fk_customers_country foreign key (country) references countries (code) on update cascade
);

create table customer_notes (
  id int not null auto_increment primary key,
  customer_id bigint unsigned not null,
  body text not null,
  fulltext key ft_notes_body (body),
  key idx_notes_customer (customer_id),
  constraint fk_notes_customer foreign key (customer_id) references customers (id) on delete cascade
);

create table addresses (
  id bigint unsigned not null auto_increment primary key,
  customer_id bigint unsigned not null,
  line1 varchar(200) not null,
  line2 varchar(200),
  postcode varchar(16) not null default '',
  country char(2) character set ascii collate ascii_bin not null,
  position point not null,
  key idx_addresses_customer (customer_id),
  key idx_addresses_country (country),
  spatial key sp_addresses_position (position),
  constraint fk_addresses_customer foreign key (customer_id) references customers (id) on delete cascade on update cascade,
  constraint fk_addresses_country foreign key (country) references countries (code)
);

create table categories (
  id int not null auto_increment primary key,
  parent_id int,
  slug varchar(64) not null,
  title varchar(100) not null,
  unique key uq_categories_slug (slug),
  key idx_categories_parent (parent_id),
  constraint fk_categories_parent foreign key (parent_id) references categories (id) on delete set null
);

create table suppliers (
  id int not null auto_increment primary key,
  name varchar(120) not null,
  rating float unsigned,
  contact longtext check (json_valid(contact)),
  key idx_suppliers_name (name(20))
) row_format=dynamic;

create table products (
  id bigint unsigned not null auto_increment primary key,
  sku varchar(40) character set ascii collate ascii_bin not null,
  title varchar(200) not null,
  description mediumtext,
  category_id int not null,
  supplier_id int,
  attributes json not null default '{}',
  weight_g int unsigned zerofill,
  price decimal(12,2) not null,
  cost decimal(12,4) invisible not null default 0,
  margin decimal(13,4) as (price - cost) stored,
  unique key uq_products_sku (sku),
  key idx_products_category (category_id),
  key idx_products_supplier (supplier_id),
  fulltext key ft_products (title, description),
  constraint chk_products_price check (price >= 0),
  constraint fk_products_category foreign key (category_id) references categories (id),
  constraint fk_products_supplier foreign key (supplier_id) references suppliers (id) on delete set null
);

create table product_images (
  product_id bigint unsigned not null,
  position smallint not null,
  sha256 binary(32) not null,
  url varchar(2000) not null,
  primary key (product_id, position),
  constraint fk_images_product foreign key (product_id) references products (id) on delete cascade
);

create table product_translations (
  product_id bigint unsigned not null,
  locale varchar(10) character set ascii not null,
  title varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci not null comment '标题; "title"',
  primary key (product_id, locale)
);

create table tags (
  id int not null auto_increment primary key,
  name varchar(40) not null,
  unique key uq_tags_name (name)
);

create table product_tags (
  product_id bigint unsigned not null,
  tag_id int not null,
  primary key (product_id, tag_id),
  key idx_product_tags_tag (tag_id)
);

create table price_history (
  product_id bigint unsigned not null primary key,
  price decimal(12,2) not null
) with system versioning;

create table warehouses (
  id smallint unsigned not null auto_increment primary key,
  code char(4) not null,
  opened_on date not null default (curdate()),
  unique key uq_warehouses_code (code)
);

create table stock (
  warehouse_id smallint unsigned not null,
  product_id bigint unsigned not null,
  quantity int not null default 0,
  reserved int not null default 0,
  available int as (quantity - reserved) virtual,
  primary key (warehouse_id, product_id),
  constraint chk_stock check (reserved >= 0 and reserved <= quantity)
) partition by hash (warehouse_id) partitions 4;

create table orders (
  id bigint unsigned not null auto_increment primary key,
  customer_id bigint unsigned not null,
  currency char(3) character set ascii not null default 'EUR',
  placed_at datetime(6) not null default current_timestamp(6),
  state enum('cart','placed','paid','shipped','returned') not null default 'cart',
  total decimal(14,2) not null default 0.00,
  coupon varchar(32),
  source varchar(20) not null default 'web',
  key idx_orders_customer (customer_id, placed_at),
  key idx_orders_state (state),
  key idx_orders_coupon (coupon) ignored,
  constraint fk_orders_customer foreign key (customer_id) references customers (id)
) comment 'one row per basket';

create table order_items (
  order_id bigint unsigned not null,
  line smallint unsigned not null,
  product_id bigint unsigned not null,
  quantity int unsigned not null default 1,
  unit_price decimal(12,2) not null,
  primary key (order_id, line),
  key idx_items_product (product_id),
  constraint chk_items_quantity check (quantity > 0),
  constraint fk_items_order foreign key (order_id) references orders (id) on delete cascade,
  constraint fk_items_product foreign key (product_id) references products (id)
);

create table payments (
  id bigint unsigned not null auto_increment primary key,
  order_id bigint unsigned not null,
  provider varchar(30) not null,
  amount decimal(14,2) not null,
  captured bit(1) not null default b'0',
  raw blob,
  key idx_payments_order (order_id),
  constraint fk_payments_order foreign key (order_id) references orders (id)
);

create table shipments (
  id bigint unsigned not null auto_increment primary key,
  order_id bigint unsigned not null,
  carrier varchar(30) not null default '',
  tracking varchar(64) default 'a''b\\c',
  shipped_at timestamp null default null,
  key idx_shipments_order (order_id),
  constraint fk_shipments_order foreign key (order_id) references orders (id) on delete cascade
);

create table carts (
  token binary(16) not null primary key,
  customer_id bigint unsigned,
  content json not null,
  expires_at datetime not null
) row_format=compressed key_block_size=8;

create table sessions (
  id char(64) character set ascii collate ascii_bin not null primary key,
  data blob compressed,
  touched_at timestamp not null default current_timestamp on update current_timestamp
);

create table audit_log (
  id bigint unsigned not null auto_increment,
  at date not null,
  actor varchar(80) not null,
  action varchar(40) not null,
  detail json,
  primary key (id, at)
) partition by range columns (at) (
  partition p2024 values less than ('2025-01-01'),
  partition p2025 values less than ('2026-01-01'),
  partition p2026 values less than ('2027-01-01'),
  partition pmax values less than (maxvalue)
);

create table events (
  id bigint not null,
  year_no int not null,
  kind tinyint not null,
  payload varbinary(1000),
  primary key (id, year_no)
) partition by range (year_no) subpartition by hash (id) subpartitions 2 (
  partition p0 values less than (2025),
  partition p1 values less than maxvalue
);

create table settings (
  name varchar(64) not null primary key,
  value text not null default ''
) engine=aria transactional=1;

create table `weird ``names``` (
  `select` int not null primary key,
  `a "quoted" column` varchar(10) default 'x;y' comment '*/ drop table t; --',
  `列` int,
  key `key` (`列`)
) comment 'legal, and nothing breaks';

insert into countries (code, name) values ('DE', 'Germany'), ('CN', 'China');
