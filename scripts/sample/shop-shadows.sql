-- Shadows of shop.sql as a team finds them after some months: some equal, some drifted, some missing.

create table __test_countries like countries;
insert into __test_countries select * from countries;
create table __test_currencies like currencies;
create table __test_suppliers like suppliers;
create table __test_product_translations like product_translations;
create table __test_warehouses like warehouses;
create table __test_carts like carts;
create table __test_sessions like sessions;
create table __test_settings like settings;
create table __test_stock like stock;
create table __test_events like events;

create table __test_categories like categories;
alter table __test_categories add constraint __test_fk_categories_parent foreign key (parent_id) references __test_categories (id) on delete set null;

-- An older copy: a column is missing in the middle, an index has another prefix, and a test added a column of its own.
create table __test_customers like customers;
alter table __test_customers
  drop column flags,
  drop key idx_customers_domain, add key idx_customers_domain (email_domain(20)),
  add column load_test_batch int,
  add constraint __test_fk_customers_country foreign key (country) references __test_countries (code) on update cascade;
insert into __test_customers (email, name, country, load_test_batch) select concat('load', seq, '@example.com'), 'Load Test', 'DE', 7 from seq_1_to_500;

-- Its foreign key points at the real table: a load test would lock production rows.
create table __test_orders like orders;
alter table __test_orders
  add constraint fk_orders_customer_copy foreign key (customer_id) references customers (id),
  modify column state enum('cart','placed','paid') not null default 'cart';

-- The same columns in another order, and a longer type than the source has.
create table __test_tags (
  name varchar(80) not null,
  id int not null auto_increment primary key,
  unique key uq_tags_name (name)
);

-- Last year's partitions.
create table __test_audit_log (
  id bigint unsigned not null auto_increment,
  at date not null,
  actor varchar(80) not null,
  action varchar(40) not null,
  detail json,
  primary key (id, at)
) partition by range columns (at) (
  partition p2024 values less than ('2025-01-01'),
  partition p2025 values less than ('2026-01-01'),
  partition pmax values less than (maxvalue)
);

-- Not a shadow at all: somebody's table that happens to have the name.
create table __test_product_tags (
  report_id int not null primary key,
  generated_at datetime,
  body longtext
);
