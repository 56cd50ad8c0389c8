-- Schema changes as applications and administrators write them, with rows before and after each.
-- A section begins with "-- ##" and has a session of its own. Every table of the corpus has a name of its own, whatever its database, so that a target of one schema can take them all.
-- "-- refused:" stands before a statement that the source itself does not take, and does not log.

-- ## shop: a web shop, migrated by Rails
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
USE shop;
CREATE TABLE `schema_migrations` (`version` varchar(255) NOT NULL PRIMARY KEY);
INSERT INTO `schema_migrations` (version) VALUES ('20240101000000');
CREATE TABLE `ar_internal_metadata` (`key` varchar(255) NOT NULL PRIMARY KEY, `value` varchar(255), `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL);
INSERT INTO `ar_internal_metadata` VALUES ('environment', 'production', '2024-01-01 00:00:00.123456', '2024-01-01 00:00:00.123456');
CREATE TABLE `customers` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `email` varchar(255) NOT NULL, `name` varchar(255), `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL);
INSERT INTO customers (email, name, created_at, updated_at) VALUES ('ann@example.com', 'Ann', '2024-01-01 10:00:00', '2024-01-01 10:00:00.5'), ('Bob@example.com', NULL, '2024-01-02', '2024-01-02');
CREATE UNIQUE INDEX `index_customers_on_email` ON `customers` (`email`);
UPDATE customers SET email = 'bob@example.com', name = 'Bob 😀', updated_at = '2024-01-03' WHERE id = 2;
CREATE TABLE `products` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `sku` varchar(40) NOT NULL, `title` varchar(255) NOT NULL, `price` decimal(10,2) DEFAULT 0.0 NOT NULL, `active` tinyint(1) DEFAULT 1 NOT NULL, `weight` float, `description` text, `created_at` datetime(6) NOT NULL) ENGINE=InnoDB;
INSERT INTO products (sku, title, price, weight, description, created_at) VALUES ('A-1', 'Chair', 99.9, 5.25, 'A chair', '2024-01-01'), ('A-2', 'Table', 249, NULL, NULL, '2024-01-01 00:00:00.000001');
CREATE TABLE `purchases` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `customer_id` bigint NOT NULL, `product_id` bigint, `quantity` int DEFAULT 1 NOT NULL, `state` varchar(20) DEFAULT 'cart', INDEX `index_purchases_on_customer_id` (`customer_id`), CONSTRAINT `fk_rails_1` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`), CONSTRAINT `fk_rails_2` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE SET NULL);
INSERT INTO purchases (customer_id, product_id, quantity, state) VALUES (1, 1, 2, 'paid'), (1, 2, 1, DEFAULT), (2, 2, 7, NULL);
ALTER TABLE `customers` ADD `phone` varchar(30), ADD `newsletter` tinyint(1) DEFAULT 0 NOT NULL;
INSERT INTO customers (email, name, created_at, updated_at, phone, newsletter) VALUES ('cy@example.com', 'Cy', '2024-02-01', '2024-02-01', '+49 30', 1);
UPDATE customers SET phone = '1', newsletter = 1 WHERE id = 1;
ALTER TABLE `products` ADD INDEX `index_products_on_active_and_price` (`active`, `price` DESC);
DELETE FROM products WHERE sku = 'A-1';
ALTER TABLE `products` CHANGE `title` `name` varchar(255) NOT NULL;
UPDATE products SET name = CONCAT(name, '!'), price = price + 0.01, active = 0, weight = 1.5, description = 'd';
ALTER TABLE `products` CHANGE `price` `price` decimal(12,4) DEFAULT 0.0 NOT NULL;
INSERT INTO products (sku, name, created_at) VALUES ('A-3', 'Lamp', '2024-03-01');
UPDATE products SET price = 12345678.1234 WHERE sku = 'A-3';
ALTER TABLE `purchases` ADD `note` text, ALGORITHM=INSTANT;
UPDATE purchases SET note = REPEAT('n', 300), quantity = quantity + 1;
ALTER TABLE `purchases` RENAME INDEX `index_purchases_on_customer_id` TO `by_customer`;
ALTER TABLE `purchases` DROP FOREIGN KEY `fk_rails_2`;
DELETE FROM purchases WHERE quantity > 7;
RENAME TABLE `purchases` TO `orders`;
INSERT INTO orders (customer_id, product_id, quantity, state, note) VALUES (3, 3, 9, 'new', 'x');
ALTER TABLE `orders` ADD CONSTRAINT `chk_quantity` CHECK (quantity > 0);
UPDATE orders SET state = 'shipped' WHERE quantity = 9;
ALTER TABLE `customers` ALTER `newsletter` SET DEFAULT 1;
INSERT INTO customers (email, created_at, updated_at) VALUES ('di@example.com', '2024-04-01', '2024-04-01');
UPDATE customers SET name = '' WHERE name IS NULL;
ALTER TABLE `customers` MODIFY `name` varchar(255) NOT NULL DEFAULT '' COMMENT 'as shown, "quoted" and ''single''';
UPDATE customers SET name = 'Di';
DROP INDEX `index_customers_on_email` ON `customers`;
INSERT INTO customers (email, created_at, updated_at) VALUES ('di@example.com', '2024-04-02', '2024-04-02');
ALTER TABLE `products` DROP COLUMN `weight`, DROP COLUMN `description`;
INSERT INTO products (sku, name, price, active, created_at) VALUES ('A-4', 'Rug', 1, 1, '2024-05-01');

-- ## blog: a content manager that writes its tables as WordPress' dbDelta does
CREATE DATABASE `blog` DEFAULT CHARACTER SET utf8mb3;
USE blog;
CREATE TABLE wp_posts (
  ID bigint(20) unsigned NOT NULL auto_increment,
  post_author bigint(20) unsigned NOT NULL default '0',
  post_date datetime NOT NULL default '2000-01-01 00:00:00',
  post_content longtext NOT NULL,
  post_title text NOT NULL,
  post_status varchar(20) NOT NULL default 'publish',
  post_name varchar(200) NOT NULL default '',
  menu_order int(11) NOT NULL default '0',
  PRIMARY KEY  (ID),
  KEY post_name (post_name(191)),
  KEY type_status_date (post_status,post_date,ID)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
INSERT INTO wp_posts (post_content, post_title, post_name) VALUES ('Hello 😀', 'Hello world!', 'hello-world'), ('', '', '');
CREATE TABLE IF NOT EXISTS wp_postmeta (meta_id bigint(20) unsigned NOT NULL auto_increment, post_id bigint(20) unsigned NOT NULL default '0', meta_key varchar(255) default NULL, meta_value longtext, PRIMARY KEY (meta_id), KEY post_id (post_id), KEY meta_key (meta_key(191)));
INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (1, '_edit_last', '1'), (1, NULL, NULL);
CREATE TABLE IF NOT EXISTS wp_postmeta (nothing int);
CREATE TABLE wp_options (option_id bigint(20) unsigned NOT NULL auto_increment, option_name varchar(191) NOT NULL default '', option_value longtext NOT NULL, autoload varchar(20) NOT NULL default 'yes', PRIMARY KEY (option_id), UNIQUE KEY option_name (option_name));
INSERT INTO wp_options (option_name, option_value) VALUES ('siteurl', 'http://localhost'), ('cron', 'a:0:{}');
INSERT INTO wp_options (option_name, option_value) VALUES ('cron', 'a:1:{}') ON DUPLICATE KEY UPDATE option_value = VALUES(option_value), autoload = 'no';
REPLACE INTO wp_options (option_name, option_value) VALUES ('siteurl', 'https://localhost');
ALTER TABLE wp_posts ADD COLUMN post_modified datetime NOT NULL default '2000-01-01 00:00:00' AFTER post_date;
INSERT INTO wp_posts (post_content, post_title, post_modified, menu_order) VALUES ('c', 't', '2024-01-01 12:30:59', -1);
ALTER TABLE wp_posts CHANGE COLUMN post_status post_status varchar(40) NOT NULL default 'draft';
INSERT INTO wp_posts (post_content, post_title) VALUES ('draft', 'draft');
ALTER TABLE wp_options ADD KEY autoload (autoload);
UPDATE wp_options SET autoload = 'auto', option_value = CONCAT(option_value, 'ü');
ALTER TABLE wp_posts CHANGE COLUMN ID ID bigint(20) unsigned NOT NULL auto_increment;
UPDATE wp_posts SET post_author = 18446744073709551615 WHERE ID = 1;
ALTER TABLE wp_posts ADD FULLTEXT KEY words (post_title, post_content);
INSERT INTO wp_posts (post_author, post_date, post_content, post_title, post_status, post_name, menu_order) VALUES (2, '2024-02-02', 'full', 'text', 'publish', 'n', 3);
CREATE TABLE wp_terms (term_id int NOT NULL, name varchar(200) NOT NULL, slug varchar(200) CHARACTER SET latin1 NOT NULL, PRIMARY KEY (term_id), KEY name (name));
INSERT INTO wp_terms VALUES (1, 'Catégorie', 'catégorie'), (2, 'ж', 'zhe');
ALTER TABLE wp_terms CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
INSERT INTO wp_terms VALUES (3, '😀', 'smile😀');
UPDATE wp_terms SET slug = UPPER(slug), name = 'ß' WHERE term_id < 3;
DROP TABLE IF EXISTS wp_postmeta, wp_nothing;
ALTER DATABASE blog CHARACTER SET utf8mb4;
CREATE TABLE wp_links (link_id int PRIMARY KEY, url varchar(255), rel tinytext);
INSERT INTO wp_links VALUES (1, 'http://😀', 'ü');
ALTER TABLE wp_links DEFAULT CHARACTER SET latin1;
ALTER TABLE wp_links ADD notes mediumtext, ADD visible enum('Y','N') NOT NULL DEFAULT 'Y';
INSERT INTO wp_links VALUES (2, 'u', 'r', 'né', 'N');
ALTER TABLE wp_posts AUTO_INCREMENT = 1000;
INSERT INTO wp_posts (post_content, post_title) VALUES ('later', 'later');

-- ## tracker: an issue tracker, migrated by Django
CREATE DATABASE tracker;
USE tracker;
CREATE TABLE `django_migrations` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `app` varchar(255) NOT NULL, `name` varchar(255) NOT NULL, `applied` datetime(6) NOT NULL);
INSERT INTO django_migrations (app, name, applied) VALUES ('tracker', '0001_initial', '2024-01-01 00:00:00.000001');
CREATE TABLE `tracker_project` (`id` integer AUTO_INCREMENT NOT NULL PRIMARY KEY, `key` varchar(10) NOT NULL UNIQUE, `name` varchar(100) NOT NULL, `settings` json NOT NULL);
INSERT INTO tracker_project (`key`, name, settings) VALUES ('CORE', 'Core', '{"private": false, "labels": ["a", "ü"]}'), ('WEB', 'Web', '{}');
CREATE TABLE `tracker_issue` (`id` char(32) NOT NULL PRIMARY KEY, `number` integer UNSIGNED NOT NULL CHECK (`number` >= 0), `title` varchar(200) NOT NULL, `body` longtext NULL, `estimate` bigint NULL, `due` date NULL, `spent` time(6) NULL, `project_id` integer NOT NULL);
INSERT INTO tracker_issue VALUES ('0123456789abcdef0123456789abcdef', 1, 'First', NULL, 3600000000, '2024-12-31', '30:15:00.5', 1), ('fedcba9876543210fedcba9876543210', 2, 'Second', 'body', NULL, NULL, NULL, 2);
ALTER TABLE `tracker_issue` ADD CONSTRAINT `tracker_issue_project_id_5f_fk` FOREIGN KEY (`project_id`) REFERENCES `tracker_project` (`id`);
ALTER TABLE `tracker_issue` ADD CONSTRAINT `tracker_issue_project_id_number_uniq` UNIQUE (`project_id`, `number`);
UPDATE tracker_issue SET number = number + 10, title = 'x', body = 'b', estimate = -1, due = '2025-01-01', spent = '-00:00:01' WHERE project_id = 2;
ALTER TABLE `tracker_issue` ADD COLUMN `priority` smallint DEFAULT 3 NOT NULL;
ALTER TABLE `tracker_issue` ALTER COLUMN `priority` DROP DEFAULT;
INSERT INTO tracker_issue VALUES ('00000000000000000000000000000003', 3, 'Third', 'c', 1, '2024-02-29', '00:00:00', 1, 1);
ALTER TABLE `tracker_issue` MODIFY `priority` integer NOT NULL;
UPDATE tracker_issue SET priority = 100000 WHERE number = 3;
ALTER TABLE `tracker_issue` ADD COLUMN `assignee_id` bigint NULL, ADD COLUMN `is_open` bool DEFAULT b'1' NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;
UPDATE tracker_issue SET assignee_id = 7, is_open = 0 WHERE number = 1;
CREATE INDEX `tracker_issue_title_idx` ON `tracker_issue` (`title`(20), `due` DESC);
INSERT INTO tracker_issue (id, number, title, project_id, priority) VALUES ('4', 4, 'Fourth', 2, 0);
CREATE TABLE `tracker_issue_labels` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `issue_id` char(32) NOT NULL, `label` varchar(30) NOT NULL, UNIQUE `uniq_issue_label` (`issue_id`, `label`), CONSTRAINT FOREIGN KEY (issue_id) REFERENCES tracker_issue (id) ON DELETE CASCADE);
INSERT INTO tracker_issue_labels (issue_id, label) VALUES ('4', 'bug'), ('4', 'ui'), ('0123456789abcdef0123456789abcdef', 'bug');
DELETE FROM tracker_issue WHERE id = '4';
ALTER TABLE `tracker_project` RENAME COLUMN `key` TO `slug`;
INSERT INTO tracker_project (slug, name, settings) VALUES ('OPS', 'Ops', '[1, 2.5, null]');
ALTER TABLE `tracker_project` MODIFY `slug` varchar(50) NOT NULL;
UPDATE tracker_project SET slug = 'a-much-longer-slug', settings = JSON_SET(settings, '$.x', 1) WHERE slug = 'WEB';
ALTER TABLE `tracker_project` ADD COLUMN `archived_at` datetime(6) NULL, ADD COLUMN `counter` bigint unsigned NOT NULL DEFAULT 0 FIRST;
UPDATE tracker_project SET archived_at = '2024-06-30 23:59:59.999999', counter = 18446744073709551615 WHERE slug = 'OPS';
RENAME TABLE `tracker_issue_labels` TO `tracker_label`;
INSERT INTO tracker_label (issue_id, label) VALUES ('00000000000000000000000000000003', 'late');
ALTER TABLE `tracker_label` DROP INDEX `uniq_issue_label`, ADD INDEX (`issue_id`);
INSERT INTO tracker_label (issue_id, label) VALUES ('00000000000000000000000000000003', 'late');
DROP TABLE `django_migrations` CASCADE;

-- ## store: a large shop system, with declarative schema patches as Magento has them
CREATE DATABASE store;
USE store;
CREATE TABLE `catalog_entity` (
  `entity_id` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'Entity ID',
  `attribute_set_id` smallint unsigned NOT NULL DEFAULT '0' COMMENT 'Attribute Set ID',
  `type_id` varchar(32) NOT NULL DEFAULT 'simple' COMMENT 'Type ID',
  `sku` varchar(64) NOT NULL COMMENT 'SKU',
  `has_options` smallint NOT NULL DEFAULT '0',
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP COMMENT 'Creation Time',
  `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'Update Time',
  PRIMARY KEY (`entity_id`),
  KEY `CATALOG_ENTITY_SKU` (`sku`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COMMENT='Catalog Product Table';
INSERT INTO catalog_entity (sku, has_options) VALUES ('s1', 1), ('s2', 0);
CREATE TABLE `catalog_entity_decimal` (`value_id` int NOT NULL AUTO_INCREMENT, `attribute_id` smallint unsigned NOT NULL, `store_id` smallint unsigned NOT NULL DEFAULT 0, `entity_id` int unsigned NOT NULL, `value` decimal(20,6) DEFAULT NULL, PRIMARY KEY (`value_id`), UNIQUE KEY `CED_ENTITY_ATTR_STORE` (`entity_id`,`attribute_id`,`store_id`), CONSTRAINT `CED_ENTITY` FOREIGN KEY (`entity_id`) REFERENCES `catalog_entity` (`entity_id`) ON DELETE CASCADE);
INSERT INTO catalog_entity_decimal (attribute_id, entity_id, value) VALUES (77, 1, 10.123456), (77, 2, NULL), (78, 2, -0.000001);
DELETE FROM catalog_entity WHERE entity_id = 2;
ALTER TABLE `catalog_entity` MODIFY COLUMN `sku` varchar(64) NULL COMMENT 'SKU', ADD COLUMN `required_options` smallint unsigned NOT NULL DEFAULT 0 COMMENT 'Required Options' AFTER `has_options`, ADD UNIQUE KEY `UNQ_SKU` (`sku`), DROP KEY `CATALOG_ENTITY_SKU`;
INSERT INTO catalog_entity (attribute_set_id, type_id, sku, has_options, required_options) VALUES (4, 'bundle', NULL, 1, 65535), (5, 'virtual', NULL, 0, 1);
ALTER TABLE `catalog_entity_decimal` MODIFY COLUMN `value_id` bigint NOT NULL AUTO_INCREMENT;
INSERT INTO catalog_entity_decimal VALUES (9223372036854775806, 79, 1, 1, 99999999999999.999999);
CREATE TABLE `quote_tmp_selected` SELECT entity_id, sku, has_options + 1 AS options, CAST('x' AS CHAR(5)) AS mark FROM catalog_entity;
UPDATE quote_tmp_selected SET mark = 'y', options = 9, sku = 'q' LIMIT 1;
CREATE TABLE `catalog_entity_replica` LIKE `catalog_entity`;
INSERT INTO catalog_entity_replica SELECT * FROM catalog_entity;
RENAME TABLE catalog_entity_replica TO catalog_entity_outdated, quote_tmp_selected TO quote_selected;
DELETE FROM catalog_entity_outdated WHERE sku IS NULL LIMIT 1;
CREATE TABLE `flag_data` (`flag_id` int unsigned NOT NULL AUTO_INCREMENT, `flag_code` varchar(255) NOT NULL, `state` smallint unsigned NOT NULL DEFAULT 0, `flag_data` mediumblob, `last_update` timestamp NULL DEFAULT NULL, PRIMARY KEY (`flag_id`)) AUTO_INCREMENT=10 ROW_FORMAT=DYNAMIC;
INSERT INTO flag_data (flag_code, flag_data, last_update) VALUES ('f', X'00FF', '2024-01-01 00:00:00');
ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL;
INSERT INTO flag_data (flag_code, state, flag_data) VALUES ('g', 1, REPEAT(X'00', 1000));
UPDATE flag_data SET flag_data = X'01', flag_code = 'h', last_update = NULL WHERE flag_code = 'f';
ALTER TABLE `flag_data` DROP COLUMN shouted;
UPDATE flag_data SET state = 2;
TRUNCATE TABLE `catalog_entity_outdated`;
INSERT INTO catalog_entity_outdated (sku) VALUES ('after');
DROP TABLE `quote_selected`;

-- ## crm: customer relations, migrated by Laravel
CREATE DATABASE crm;
USE crm;
create table `migrations` (`id` int unsigned not null auto_increment primary key, `migration` varchar(255) not null, `batch` int not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
insert into `migrations` (`migration`, `batch`) values ('2014_10_12_000000_create_users_table', 1);
create table `contacts` (`id` bigint unsigned not null auto_increment primary key, `uuid` char(36) not null, `name` varchar(255) not null, `email_verified_at` timestamp null, `remember_token` varchar(100) null, `created_at` timestamp null, `updated_at` timestamp null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
insert into contacts values (null, '123e4567-e89b-12d3-a456-426655440000', 'Eve', '2024-01-01 00:00:00', null, '2024-01-01 00:00:00', null);
alter table `contacts` add unique `contacts_uuid_unique`(`uuid`);
alter table `contacts` add `kind` enum('lead', 'customer', 'partner') not null default 'lead' after `name`;
insert into contacts (uuid, name, kind) values ('a', 'A', 'partner'), ('b', 'B', default);
alter table `contacts` modify `kind` enum('lead', 'customer', 'partner', 'former') not null default 'customer';
insert into contacts (uuid, name, kind, email_verified_at, remember_token, created_at, updated_at) values ('c', 'C', 'former', '2038-01-19 03:14:07', 't', '2024-01-01', '2024-01-01'), ('d', 'D', default, null, null, null, null);
alter table `contacts` modify `kind` enum('none', 'lead', 'customer', 'partner', 'former') null;
update contacts set kind = 'none' where uuid = 'a';
alter table `contacts` add `tags` set('vip', 'press') null, add `score` double(8, 2) null, add `rating` decimal(3, 1) unsigned not null default '2.5';
update contacts set tags = 'press,vip', score = 1234.56, rating = 9.9 where uuid = 'c';
alter table `contacts` modify `tags` set('vip', 'press', 'blocked') null;
update contacts set tags = 'blocked,vip' where uuid = 'd';
alter table `contacts` add `deleted_at` timestamp null, add index `contacts_deleted_at_index`(`deleted_at`);
update contacts set deleted_at = '2024-05-05 05:05:05' where uuid = 'b';
create table `contact_notes` (`contact_id` bigint unsigned not null, `position` tinyint unsigned not null, `note` text not null, primary key (`contact_id`, `position`));
insert into contact_notes values (1, 0, 'zero'), (1, 255, 'last'), (2, 1, 'ü');
alter table `contact_notes` add constraint `contact_notes_contact_id_foreign` foreign key (`contact_id`) references `contacts` (`id`) on delete cascade on update cascade;
update contacts set id = 200 where id = 2;
delete from contacts where id = 1;
alter table `contact_notes` drop foreign key `contact_notes_contact_id_foreign`;
alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first;
insert into contact_notes (contact_id, position, note) values (200, 1, 'again');
alter table `contact_notes` change `position` `place` smallint unsigned not null default '7';
insert into contact_notes (contact_id, note) values (200, 'seven');
alter table `contacts` drop `remember_token`, drop index `contacts_uuid_unique`, rename column `uuid` to `public_id`;
insert into contacts (public_id, name) values ('a', 'A again');
drop table if exists `migrations`;

-- ## build: a CI server, migrated by Flyway
CREATE DATABASE build DEFAULT COLLATE utf8mb4_bin;
USE build;
CREATE TABLE `flyway_schema_history` (`installed_rank` INT NOT NULL, `version` VARCHAR(50), `description` VARCHAR(200) NOT NULL, `checksum` INT, `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, `execution_time` INT NOT NULL, `success` BOOL NOT NULL, CONSTRAINT `flyway_schema_history_pk` PRIMARY KEY (`installed_rank`)) ENGINE=InnoDB;
CREATE INDEX `flyway_schema_history_s_idx` ON `flyway_schema_history` (`success`);
INSERT INTO flyway_schema_history (installed_rank, version, description, checksum, execution_time, success) VALUES (1, '1', 'init', -2147483648, 5, TRUE);
CREATE TABLE pipeline (id BINARY(16) NOT NULL, name VARCHAR(64) NOT NULL, definition MEDIUMTEXT, PRIMARY KEY (id));
INSERT INTO pipeline VALUES (X'00112233445566778899AABBCCDDEE00', 'main', 'steps: []'), (X'01', 'Main', NULL);
CREATE TABLE job (id BIGINT NOT NULL AUTO_INCREMENT, pipeline_id BINARY(16) NOT NULL, started DATETIME(3), finished DATETIME(3), exit_code TINYINT, log LONGBLOB, took BIGINT AS (TIMESTAMPDIFF(MICROSECOND, started, finished)) VIRTUAL, PRIMARY KEY (id), KEY (pipeline_id), FOREIGN KEY (pipeline_id) REFERENCES pipeline (id) ON DELETE CASCADE);
INSERT INTO job (pipeline_id, started, finished, exit_code, log) VALUES (X'00112233445566778899AABBCCDDEE00', '2024-01-01 00:00:00.001', '2024-01-01 00:00:01', -1, 'log'), (X'01', NULL, NULL, NULL, NULL);
ALTER TABLE job ADD COLUMN attempt INT UNSIGNED NOT NULL DEFAULT 1 AFTER pipeline_id, ADD COLUMN runner VARCHAR(64) CHARACTER SET ascii;
UPDATE job SET attempt = 4294967295, runner = 'r1', finished = '2024-01-01 00:00:02.500' WHERE exit_code = -1;
ALTER TABLE job MODIFY exit_code SMALLINT, MODIFY runner VARCHAR(255) CHARACTER SET utf8mb4;
INSERT INTO job (pipeline_id, exit_code, runner, log) VALUES (X'01', 300, 'läufer', X'FF');
ALTER TABLE job MODIFY started DATETIME(6), MODIFY finished DATETIME(6);
UPDATE job SET started = '2024-01-01 00:00:00.000001', finished = '9999-12-31 23:59:59.999999' WHERE exit_code = 300;
ALTER TABLE pipeline ADD UNIQUE INDEX pipeline_name (name);
UPDATE pipeline SET name = 'MAIN' WHERE name = 'Main';
CREATE TABLE artifact (job_id BIGINT, path VARCHAR(700), size BIGINT UNSIGNED, digest VARBINARY(64), KEY (job_id));
INSERT INTO artifact VALUES (1, 'a/b', 18446744073709551615, X'00'), (1, 'a/b', 18446744073709551615, X'00'), (2, NULL, NULL, NULL);
UPDATE artifact SET digest = X'0000' LIMIT 1;
-- refused: the rows have equal keys, and one is NULL
ALTER TABLE artifact ADD PRIMARY KEY (job_id, size);
ALTER TABLE artifact ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT UNIQUE FIRST;
UPDATE artifact SET path = 'c', size = id;
ALTER TABLE artifact ADD PRIMARY KEY (id);
DELETE FROM artifact WHERE id = 2;
ALTER TABLE artifact DROP COLUMN id;
INSERT INTO artifact VALUES (3, 'no key', 3, NULL), (3, 'no key', 3, NULL);
DELETE FROM artifact WHERE job_id = 3 LIMIT 1;
DELETE FROM pipeline WHERE id = X'01';
ALTER TABLE flyway_schema_history RENAME AS schema_history;
INSERT INTO schema_history (installed_rank, description, execution_time, success) VALUES (2, 'next', 0, FALSE);

-- ## wiki: pages and revisions
CREATE DATABASE wiki CHARACTER SET binary;
USE wiki;
CREATE TABLE /*_*/page (
  page_id INT UNSIGNED NOT NULL PRIMARY KEY AUTO_INCREMENT,
  page_namespace INT NOT NULL,
  page_title VARCHAR(255) BINARY NOT NULL,
  page_is_redirect TINYINT UNSIGNED NOT NULL DEFAULT 0,
  page_random REAL UNSIGNED NOT NULL,
  page_touched BINARY(14) NOT NULL,
  page_len INT UNSIGNED NOT NULL
) /*$wgDBTableOptions*/;
INSERT INTO page VALUES (1, 0, 'Main_Page', 0, 0.123456789012345, '20240101000000', 10), (2, -1, 'ü', 1, 1, '20240101000000', 0);
CREATE UNIQUE INDEX /*i*/name_title ON /*_*/page (page_namespace, page_title);
CREATE INDEX /*i*/page_len ON /*_*/page (page_len);
CREATE TABLE revision (rev_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, rev_page INT UNSIGNED NOT NULL, rev_text MEDIUMBLOB NOT NULL, rev_comment TINYBLOB NOT NULL, rev_minor BOOL NOT NULL DEFAULT 0, rev_parent INT UNSIGNED DEFAULT NULL) MAX_ROWS=10000000 AVG_ROW_LENGTH=1024;
INSERT INTO revision (rev_page, rev_text, rev_comment) VALUES (1, 'text', ''), (2, X'C3BC00', 'c');
ALTER TABLE revision ADD COLUMN rev_sha1 VARBINARY(32) NOT NULL DEFAULT '';
UPDATE revision SET rev_sha1 = 'phoiac9h4m842xq45sp7s6u21eteeq1', rev_minor = 1, rev_parent = 0;
ALTER TABLE page ADD COLUMN page_lang VARBINARY(35) DEFAULT NULL, ADD COLUMN page_content_model VARBINARY(32) DEFAULT NULL;
UPDATE page SET page_lang = 'de', page_content_model = 'wikitext', page_random = 0.5, page_touched = '1' WHERE page_id = 2;
ALTER TABLE page MODIFY page_title VARBINARY(255) NOT NULL DEFAULT '';
INSERT INTO page (page_namespace, page_title, page_random, page_touched, page_len) VALUES (2, X'FF00', 0, '', 1);
ALTER TABLE revision DROP COLUMN rev_parent, ADD COLUMN rev_actor BIGINT UNSIGNED NOT NULL DEFAULT 0 AFTER rev_page;
INSERT INTO revision (rev_page, rev_actor, rev_text, rev_comment, rev_sha1) VALUES (1, 9223372036854775808, 't', 'c', 's');
CREATE TABLE recentchanges (rc_id INT NOT NULL PRIMARY KEY, rc_params BLOB, rc_log VARBINARY(255) NULL) SELECT page_id AS rc_id, NULL AS rc_params, page_title AS rc_log FROM page;
UPDATE recentchanges SET rc_params = 'a';
ALTER TABLE recentchanges DROP PRIMARY KEY, ADD PRIMARY KEY (rc_id, rc_log);
DELETE FROM recentchanges WHERE rc_id = 1;
DROP INDEX page_len ON page;
INSERT INTO page (page_namespace, page_title, page_random, page_touched, page_len) VALUES (3, 'p', 0, '', 1);

-- ## forum: threads, votes and a reorganisation
CREATE DATABASE IF NOT EXISTS forum;
USE forum;
CREATE TABLE member (uid MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT, login VARCHAR(25) NOT NULL, birthday DATE, karma MEDIUMINT NOT NULL DEFAULT 0, PRIMARY KEY (uid), UNIQUE (login));
INSERT INTO member (login, birthday, karma) VALUES ('ann', '1980-02-29', 8388607), ('bob', NULL, -8388608), ('cy', '0999-01-01', 0);
CREATE TABLE thread (tid INT AUTO_INCREMENT, uid MEDIUMINT UNSIGNED, subject VARCHAR(120) NOT NULL, sticky BIT(1) DEFAULT b'0', flags BIT(12) DEFAULT b'101', opened YEAR, PRIMARY KEY (tid), CONSTRAINT thread_member FOREIGN KEY (uid) REFERENCES member (uid) ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO thread (uid, subject, sticky, flags, opened) VALUES (1, 'one', b'1', b'111111111111', 2024), (2, 'two', DEFAULT, DEFAULT, NULL);
DELETE FROM member WHERE uid = 2;
UPDATE member SET uid = 100 WHERE uid = 1;
ALTER TABLE thread DROP FOREIGN KEY thread_member, DROP KEY thread_member;
UPDATE thread SET uid = 77, opened = 1901 WHERE tid = 2;
ALTER TABLE member MODIFY uid INT UNSIGNED NOT NULL AUTO_INCREMENT, MODIFY karma INT NOT NULL DEFAULT 0;
ALTER TABLE thread MODIFY uid INT UNSIGNED;
UPDATE member SET karma = 2147483647, birthday = '9999-12-31' WHERE uid = 100;
CREATE TABLE vote (tid INT NOT NULL, uid INT UNSIGNED NOT NULL, value TINYINT NOT NULL, at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), PRIMARY KEY (tid, uid)) PARTITION BY HASH (tid) PARTITIONS 4;
INSERT INTO vote (tid, uid, value) VALUES (1, 100, 1), (1, 3, -1), (2, 3, 1);
ALTER TABLE vote DROP PRIMARY KEY, ADD PRIMARY KEY (uid, tid), ADD KEY (tid);
UPDATE vote SET value = -value, at = '2024-01-01 00:00:00.000001' WHERE uid = 3;
ALTER TABLE vote REMOVE PARTITIONING;
UPDATE vote SET uid = uid + 1000;
ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug);
INSERT INTO thread (uid, subject, flags) VALUES (3, 'Third Thread', 0);
UPDATE thread SET subject = 'Changed Subject' WHERE tid = 1;
ALTER TABLE thread ALTER COLUMN flags SET DEFAULT b'11', ALTER COLUMN opened SET DEFAULT 2000;
INSERT INTO thread (subject) VALUES ('defaults');
ALTER TABLE thread RENAME COLUMN uid TO author, RENAME COLUMN opened TO uid;
INSERT INTO thread (author, subject, uid) VALUES (1, 'renamed', 1999);
ALTER TABLE member ADD KEY by_birthday ((DAYOFYEAR(birthday)), karma), ADD KEY by_login ((LOWER(login)));
INSERT INTO member (login) VALUES ('Ann2');
ALTER TABLE member RENAME forum_user;
UPDATE forum_user SET login = 'ANN' WHERE uid = 100;
ALTER TABLE forum_user ADD signature VARCHAR(255) DEFAULT (CONCAT('-', '-')), ADD joined DATE DEFAULT (DATE '2001-02-03');
INSERT INTO forum_user (login) VALUES ('dee');
UPDATE forum_user SET signature = NULL, joined = NULL WHERE login = 'cy';

-- ## chat: four-byte characters, one column after the other
CREATE DATABASE chat CHARACTER SET latin1;
USE chat;
SET NAMES utf8mb4;
CREATE TABLE room (id INT PRIMARY KEY, name VARCHAR(30), topic TEXT, kind CHAR(1) NOT NULL DEFAULT 'P');
INSERT INTO room VALUES (1, 'Général', 'naïve €', 'P'), (2, '', NULL, 'D');
ALTER TABLE room MODIFY topic TEXT CHARACTER SET utf8mb4;
UPDATE room SET topic = '😀' WHERE id = 2;
ALTER TABLE room CONVERT TO CHARACTER SET utf8mb4;
UPDATE room SET name = '日本', topic = CONCAT(topic, '語'), kind = 'ü';
CREATE TABLE message (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, room_id INT NOT NULL, body VARCHAR(1000) CHARACTER SET ucs2, sent DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), edited DATETIME(6) ON UPDATE CURRENT_TIMESTAMP(6), meta JSON, INDEX (room_id, id DESC));
INSERT INTO message (room_id, body, meta) VALUES (1, 'ж', '{"a": [1, 2, {"b": "ü"}]}'), (2, NULL, NULL);
UPDATE message SET body = 'z' WHERE id = 1;
ALTER TABLE message CHANGE body body MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_as_cs;
INSERT INTO message (room_id, body, meta) VALUES (1, REPEAT('😀', 100), '"scalar"');
ALTER TABLE message ADD reply_to BIGINT UNSIGNED, ADD CONSTRAINT reply FOREIGN KEY (reply_to) REFERENCES message (id) ON DELETE CASCADE;
INSERT INTO message (room_id, body, reply_to) VALUES (1, 'reply', 3), (1, 'other', 2);
DELETE FROM message WHERE id = 3;
ALTER TABLE message ADD meta_a INT AS (JSON_LENGTH(meta)) STORED INVISIBLE, ADD KEY (meta_a);
INSERT INTO message (room_id, body, meta) VALUES (2, 'with', '[1, 2, 3]');
ALTER TABLE message ALTER COLUMN meta_a SET VISIBLE;
UPDATE message SET meta = '[]' WHERE meta_a = 3;
ALTER TABLE room ADD COLUMN secret INT INVISIBLE DEFAULT 5 AFTER id;
INSERT INTO room (id, secret, name) VALUES (3, 6, 'n'), (4, DEFAULT, 'm');
ALTER TABLE room DEFAULT CHARACTER SET = utf8mb4, COMMENT = 'rooms; all of them';
ALTER TABLE room ADD emoji VARCHAR(8) NOT NULL DEFAULT '🚪';
INSERT INTO room (id, name) VALUES (5, 'door');
CREATE TABLE reaction (message_id BIGINT UNSIGNED, emoji VARCHAR(8), PRIMARY KEY (message_id, emoji)) COLLATE utf8mb4_bin;
INSERT INTO reaction VALUES (1, '👍'), (1, '👍🏽');
UPDATE reaction SET emoji = '👎' WHERE emoji = '👍🏽';
ALTER TABLE reaction ADD n INT NOT NULL DEFAULT 1, ORDER BY emoji;
UPDATE reaction SET n = n + 1;

-- ## ledger: accounting, migrated by Liquibase
CREATE DATABASE ledger;
USE ledger;
CREATE TABLE DATABASECHANGELOGLOCK (ID INT NOT NULL, `LOCKED` TINYINT NOT NULL, LOCKGRANTED datetime NULL, LOCKEDBY VARCHAR(255) NULL, CONSTRAINT PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID));
INSERT INTO DATABASECHANGELOGLOCK (ID, `LOCKED`) VALUES (1, 0);
UPDATE DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'host (127.0.0.1)', LOCKGRANTED = '2024-01-01 00:00:00' WHERE ID = 1 AND `LOCKED` = 0;
CREATE TABLE account (id INT AUTO_INCREMENT NOT NULL, code VARCHAR(20) NOT NULL, balance DECIMAL(19,4) DEFAULT 0 NOT NULL, currency CHAR(3) DEFAULT 'EUR' NULL, opened date NULL, CONSTRAINT PK_ACCOUNT PRIMARY KEY (id), CONSTRAINT UC_CODE UNIQUE (code));
INSERT INTO account (code, balance, opened) VALUES ('1000', 123456789012345.6789, '2024-01-01'), ('2000', -0.0001, NULL);
CREATE TABLE posting (entry BIGINT NOT NULL, line SMALLINT NOT NULL, account_id INT NOT NULL, debit DECIMAL(65,30), credit DECIMAL(65,30), booked TIMESTAMP NOT NULL DEFAULT '2001-01-01 00:00:00', PRIMARY KEY (entry, line), CONSTRAINT FK_POSTING FOREIGN KEY (account_id) REFERENCES account (id), CONSTRAINT one_side CHECK ((debit IS NULL) <> (credit IS NULL)));
INSERT INTO posting (entry, line, account_id, debit, credit) VALUES (1, 1, 1, 99999999999999999999999999999999999.999999999999999999999999999999, NULL), (1, 2, 2, NULL, 0.000000000000000000000000000001);
ALTER TABLE posting ADD memo VARCHAR(255) NULL, ADD vat DECIMAL(5,2) DEFAULT 19.00 NOT NULL;
UPDATE posting SET memo = 'm', vat = 7 WHERE line = 2;
ALTER TABLE posting MODIFY vat DECIMAL(7,4);
INSERT INTO posting VALUES (2, 1, 1, 5, NULL, '2024-06-01 12:00:00', 'n', 5.5555);
ALTER TABLE posting DROP CHECK one_side;
UPDATE posting SET debit = NULL WHERE entry = 2;
ALTER TABLE posting ADD CONSTRAINT positive CHECK (vat >= 0) NOT ENFORCED;
INSERT INTO posting (entry, line, account_id, vat) VALUES (3, 1, 1, -1);
ALTER TABLE posting ALTER CHECK positive NOT ENFORCED;
ALTER TABLE account DROP KEY UC_CODE, ADD CONSTRAINT UC_CODE_CURRENCY UNIQUE (code, currency);
INSERT INTO account (code, currency) VALUES ('1000', 'USD'), ('1000', NULL);
ALTER TABLE account MODIFY code VARCHAR(40) NOT NULL, ALTER COLUMN currency SET DEFAULT 'CHF';
INSERT INTO account (code) VALUES ('a code of more than twenty characters');
ALTER TABLE posting DROP PRIMARY KEY, ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY FIRST, ADD UNIQUE KEY (entry, line);
UPDATE posting SET line = line + 10 WHERE entry = 1;
INSERT INTO posting (entry, line, account_id) VALUES (4, 1, 2);
ALTER TABLE posting RENAME COLUMN entry TO journal, RENAME COLUMN line TO entry;
UPDATE posting SET journal = 9, entry = 9 WHERE journal = 4;
ALTER TABLE posting ADD INDEX by_account (account_id, booked), ADD INDEX by_memo (memo(10)), ADD COLUMN reversed TINYINT(1);
UPDATE posting SET reversed = 0;
CREATE TABLE period (y YEAR NOT NULL, m TINYINT UNSIGNED NOT NULL, closed BOOLEAN NOT NULL DEFAULT FALSE, total DOUBLE, ratio FLOAT, PRIMARY KEY (y, m));
INSERT INTO period VALUES (2024, 1, TRUE, 1.7976931348623157e308, 0.1), (1901, 12, FALSE, NULL, NULL);
ALTER TABLE period MODIFY ratio DOUBLE, MODIFY m SMALLINT UNSIGNED NOT NULL;
UPDATE period SET ratio = 0.2, total = 0.1 WHERE y = 1901;
DROP TABLE DATABASECHANGELOGLOCK;

-- ## library: books, loans and reserved words
CREATE DATABASE `library`;
USE `library`;
CREATE TABLE `order` (`select` INT PRIMARY KEY, `from` VARCHAR(10), `where` DATE, `group` INT, `user` VARCHAR(5), `Mixed Case` INT, `a.b` INT, `quote"d` INT);
INSERT INTO `order` VALUES (1, 'x', '2024-01-01', 2, 'u', 3, 4, 5);
ALTER TABLE `order` ADD `table` INT, ADD KEY `index` (`group`, `user`), CHANGE `Mixed Case` `MixedCase` BIGINT;
UPDATE `order` SET `table` = 1, `MixedCase` = 9223372036854775807, `quote"d` = NULL, `a.b` = 0, `user` = 'v';
CREATE TABLE Book (ISBN CHAR(13) NOT NULL, title VARCHAR(500), published DATE, price NUMERIC(8,2), cover BLOB, location POINT, PRIMARY KEY (ISBN));
INSERT INTO Book VALUES ('9780000000001', 'A', '1999-12-31', 10.5, X'FFD8', ST_GeomFromText('POINT(1 2)')), ('9780000000002', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE a_table_whose_name_is_as_long_as_the_server_allows_it_to_be_64cc (a_column_whose_name_is_as_long_as_the_server_allows_it_to_be_64c INT PRIMARY KEY, v INT, UNIQUE KEY an_index_whose_name_is_as_long_as_the_server_allows_it_to_be_64c (v));
INSERT INTO a_table_whose_name_is_as_long_as_the_server_allows_it_to_be_64cc VALUES (1, 2);
ALTER TABLE a_table_whose_name_is_as_long_as_the_server_allows_it_to_be_64cc ADD KEY (v, a_column_whose_name_is_as_long_as_the_server_allows_it_to_be_64c), ADD w INT DEFAULT 3;
UPDATE a_table_whose_name_is_as_long_as_the_server_allows_it_to_be_64cc SET v = 9, w = 4;
ALTER TABLE Book ADD shelf GEOMETRY, ADD embedding VECTOR(3), ADD languages SET('de','en','fr') NOT NULL DEFAULT 'en';
UPDATE Book SET shelf = ST_GeomFromText('LINESTRING(0 0,1 1)', 4326), embedding = STRING_TO_VECTOR('[1,2.5,-3]'), languages = 'fr,de' WHERE title = 'A';
-- refused: a title is NULL
ALTER TABLE Book MODIFY title VARCHAR(500) NOT NULL DEFAULT '?';
UPDATE Book SET title = 'B' WHERE title IS NULL;
ALTER TABLE Book MODIFY title VARCHAR(500) NOT NULL DEFAULT '?';
INSERT INTO Book (ISBN) VALUES ('3');
ALTER TABLE Book CHANGE ISBN isbn13 VARCHAR(20) NOT NULL;
UPDATE Book SET isbn13 = '978-0-00-000000-3' WHERE isbn13 = '3';
CREATE TABLE loan (isbn13 VARCHAR(20) NOT NULL, reader INT NOT NULL, since DATE NOT NULL, until DATE AS (DATE_ADD(since, INTERVAL 28 DAY)) STORED, PRIMARY KEY (isbn13, reader), CONSTRAINT loan_book FOREIGN KEY (isbn13) REFERENCES Book (isbn13) ON UPDATE CASCADE ON DELETE RESTRICT);
INSERT INTO loan (isbn13, reader, since) VALUES ('9780000000001', 1, '2024-02-01');
UPDATE Book SET isbn13 = '1' WHERE isbn13 = '9780000000001';
ALTER TABLE loan DROP COLUMN until;
INSERT INTO loan VALUES ('1', 2, '2024-03-01');
ALTER TABLE loan RENAME TO `Loan of a book`;
DELETE FROM `Loan of a book` WHERE reader = 1;
ALTER TABLE `order` DROP INDEX `index`, DROP COLUMN `select`, ADD PRIMARY KEY (`group`);
INSERT INTO `order` (`group`, `from`, `where`) VALUES (7, 'y', '2024-02-02');
UPDATE `order` SET `group` = 8 WHERE `group` = 7;

-- ## monitoring: partitions by time, rotated
CREATE DATABASE monitoring;
USE monitoring;
CREATE TABLE sample (host_id INT NOT NULL, at DATETIME NOT NULL, metric SMALLINT UNSIGNED NOT NULL, value DOUBLE NOT NULL, PRIMARY KEY (host_id, metric, at)) PARTITION BY RANGE COLUMNS (at) (PARTITION p202401 VALUES LESS THAN ('2024-02-01'), PARTITION p202402 VALUES LESS THAN ('2024-03-01'), PARTITION pmax VALUES LESS THAN (MAXVALUE));
INSERT INTO sample VALUES (1, '2024-01-15 12:00:00', 1, 0.1), (1, '2024-02-15 12:00:00', 1, 1e-300), (2, '2024-03-15', 65535, -5);
ALTER TABLE sample REORGANIZE PARTITION pmax INTO (PARTITION p202403 VALUES LESS THAN ('2024-04-01'), PARTITION pmax VALUES LESS THAN (MAXVALUE));
INSERT INTO sample VALUES (3, '2024-04-15', 2, 3);
UPDATE sample SET at = '2024-05-01', value = value * 2 WHERE host_id = 2;
ALTER TABLE sample ADD COLUMN flags TINYINT UNSIGNED NOT NULL DEFAULT 0, ADD INDEX (at);
UPDATE sample SET flags = 255 WHERE metric = 1;
CREATE TABLE /*!50503 IF NOT EXISTS */ host (id INT NOT NULL AUTO_INCREMENT, name VARCHAR(128) NOT NULL, addr VARBINARY(16), seen TIMESTAMP(3) NULL, PRIMARY KEY (id)) /*!50100 PARTITION BY KEY (id) PARTITIONS 2 */;
INSERT INTO host (name, addr, seen) VALUES ('h1', INET6_ATON('::1'), '2024-01-01 00:00:00.123'), ('h2', NULL, NULL);
ALTER TABLE host ADD PARTITION PARTITIONS 2;
UPDATE host SET name = 'h2b', addr = INET6_ATON('127.0.0.1'), seen = '2038-01-19 03:14:07.999' WHERE name = 'h2';
ALTER TABLE host COALESCE PARTITION 1;
INSERT INTO host (name) VALUES ('h2c');
ALTER TABLE host ADD COLUMN os VARCHAR(20) DEFAULT 'linux' AFTER name PARTITION BY HASH (id) PARTITIONS 3;
INSERT INTO host (name) VALUES ('h3');
CREATE TABLE sample_hourly LIKE sample;
ALTER TABLE sample_hourly ADD COLUMN n INT NOT NULL DEFAULT 0 FIRST REMOVE PARTITIONING;
INSERT INTO sample_hourly SELECT 1, s.* FROM sample s;
ALTER TABLE sample ANALYZE PARTITION p202401;
OPTIMIZE TABLE sample_hourly;
ANALYZE TABLE sample;
ALTER TABLE sample_hourly ENGINE=InnoDB, FORCE;
UPDATE sample_hourly SET n = 2;
ALTER TABLE sample_hourly ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8, STATS_PERSISTENT=0;
DELETE FROM sample_hourly WHERE host_id = 1;
ALTER TABLE sample_hourly DISABLE KEYS;
INSERT INTO sample_hourly VALUES (9, 9, '2024-09-09 09:09:09', 9, 9.9, 9);
ALTER TABLE sample_hourly ENABLE KEYS;
CREATE TABLE event_log (seq BIGINT UNSIGNED NOT NULL, level ENUM('debug','info','error') NOT NULL, message VARCHAR(2000), KEY (seq)) PARTITION BY LIST (seq) (PARTITION a VALUES IN (1, 2, 3), PARTITION b VALUES IN (4, 5, 6));
INSERT INTO event_log VALUES (1, 'info', 'one'), (4, 'error', 'four'), (4, 'error', 'four');
DELETE FROM event_log WHERE seq = 4 LIMIT 1;
TRUNCATE event_log;
INSERT INTO event_log VALUES (2, 'debug', NULL);
ALTER TABLE sample TRUNCATE PARTITION p202401;
INSERT INTO sample VALUES (7, '2024-01-20', 7, 7, 7);
ALTER TABLE sample DROP PARTITION p202402;
INSERT INTO sample VALUES (8, '2024-02-20', 8, 8, 8);

-- ## dba: shadow tables, swaps and maintenance
CREATE DATABASE dba;
USE dba;
CREATE TABLE big (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20), n INT, KEY (v));
INSERT INTO big (v, n) VALUES ('a', 1), ('b', 2), ('c', NULL);
-- As gh-ost does it.
CREATE /* gh-ost */ TABLE `dba`.`_big_ghc` (id bigint unsigned auto_increment, last_update timestamp not null DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, hint varchar(64) charset ascii not null, value varchar(4096) charset ascii not null, primary key (id), unique key hint_uidx (hint)) auto_increment=256 comment='gh-ost';
INSERT /* gh-ost */ INTO `dba`.`_big_ghc` (id, hint, value) VALUES (NULLIF(1, 0), 'state', 'GhostTableMigrated') ON DUPLICATE KEY UPDATE last_update = NOW(), value = VALUES(value);
CREATE /* gh-ost */ TABLE `dba`.`_big_gho` LIKE `dba`.`big`;
ALTER /* gh-ost */ TABLE `dba`.`_big_gho` ADD COLUMN w BIGINT NOT NULL DEFAULT 7, MODIFY v VARCHAR(200);
INSERT /* gh-ost `dba`.`big` */ IGNORE INTO `dba`.`_big_gho` (`id`, `v`, `n`) (SELECT `id`, `v`, `n` FROM `dba`.`big` FORCE INDEX (`PRIMARY`) LOCK IN SHARE MODE);
REPLACE /* gh-ost `dba`.`_big_gho` */ INTO `dba`.`_big_gho` (`id`, `v`, `n`) VALUES (3, 'cc', 3);
CREATE /* gh-ost */ TABLE `dba`.`_big_del` (id int auto_increment primary key) engine=InnoDB comment='ghost-cut-over-sentry';
DROP /* gh-ost */ TABLE IF EXISTS `dba`.`_big_del`;
RENAME /* gh-ost */ TABLE `dba`.`big` TO `dba`.`_big_del`, `dba`.`_big_gho` TO `dba`.`big`;
INSERT INTO big (v, n, w) VALUES (REPEAT('d', 200), 4, 9223372036854775807);
DROP /* gh-ost */ TABLE IF EXISTS `dba`.`_big_ghc`, `dba`.`_big_del`;
UPDATE big SET v = CONCAT(v, ''), n = id, w = -1 WHERE id < 3;
-- As pt-online-schema-change does it.
CREATE TABLE `dba`.`_big_new` (`id` int NOT NULL AUTO_INCREMENT, `v` varchar(200) DEFAULT NULL, `n` int DEFAULT NULL, `w` bigint NOT NULL DEFAULT '7', PRIMARY KEY (`id`), KEY `v` (`v`)) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
ALTER TABLE `dba`.`_big_new` DROP COLUMN n, ADD INDEX w (w);
CREATE TRIGGER `pt_osc_dba_big_del` AFTER DELETE ON `dba`.`big` FOR EACH ROW DELETE IGNORE FROM `dba`.`_big_new` WHERE `dba`.`_big_new`.`id` <=> OLD.`id`;
CREATE TRIGGER `pt_osc_dba_big_ins` AFTER INSERT ON `dba`.`big` FOR EACH ROW REPLACE INTO `dba`.`_big_new` (`id`, `v`, `w`) VALUES (NEW.`id`, NEW.`v`, NEW.`w`);
INSERT LOW_PRIORITY IGNORE INTO `dba`.`_big_new` (`id`, `v`, `w`) SELECT `id`, `v`, `w` FROM `dba`.`big` LOCK IN SHARE MODE;
INSERT INTO big (v, n) VALUES ('by trigger too', 5);
DELETE FROM big WHERE id = 1;
RENAME TABLE `dba`.`big` TO `dba`.`_big_old`, `dba`.`_big_new` TO `dba`.`big`;
DROP TABLE IF EXISTS `dba`.`_big_old`;
INSERT INTO big (v, w) VALUES ('new', 1);
-- A swap of two tables of different shape.
CREATE TABLE live (id INT PRIMARY KEY, a VARCHAR(10));
CREATE TABLE staged (a VARCHAR(10), id INT PRIMARY KEY, b INT DEFAULT 5);
INSERT INTO live VALUES (1, 'l');
INSERT INTO staged VALUES ('s', 2, 3);
RENAME TABLE live TO swap_tmp, staged TO live, swap_tmp TO staged;
INSERT INTO live (a, id) VALUES ('l2', 3);
INSERT INTO staged VALUES (4, 's2');
-- Spellings.
ALTER TABLE live ADD COLUMN c INT DEFAULT 1, ALGORITHM=INSTANT, LOCK=DEFAULT;
-- refused: the word is gone since MySQL 5.7
ALTER IGNORE TABLE live ADD nothing INT;
ALTER TABLE live ADD (d INT, e VARCHAR(5) NOT NULL DEFAULT 'e'), DROP COLUMN c, MODIFY b BIGINT FIRST;
UPDATE live SET b = 9223372036854775807, d = 1, e = 'f' WHERE id = 3;
/*!40101 SET @saved = @@character_set_client */;
CREATE TABLE /*!32312 IF NOT EXISTS*/ `versioned` (`id` int NOT NULL, `v` int DEFAULT NULL /*!80023 INVISIBLE */, PRIMARY KEY (`id`)) /*!50100 TABLESPACE `innodb_file_per_table` */ ENGINE=InnoDB /*!99999 BROKEN */;
INSERT INTO versioned (id, v) VALUES (1, 2);
/*!40000 ALTER TABLE versioned DISABLE KEYS */;
UPDATE versioned SET v = 3;
ALTER TABLE staged ADD INDEX ia (a), ALGORITHM=INPLACE;
ALTER TABLE staged ALTER INDEX ia INVISIBLE;
INSERT INTO staged VALUES (5, 's3');
ALTER TABLE staged DROP PRIMARY KEY;
INSERT INTO staged VALUES (5, 's3'), (5, NULL);
DELETE FROM staged WHERE id = 5 LIMIT 2;
ALTER TABLE staged ADD PRIMARY KEY (id);
UPDATE staged SET id = id + 100, a = 'z';
ALTER TABLE staged MODIFY id INT AUTO_INCREMENT;
INSERT INTO staged (a) VALUES ('auto');
ALTER TABLE staged MODIFY id INT NOT NULL;
INSERT INTO staged VALUES (1, 'by hand');
SET sql_mode = 'ANSI_QUOTES,NO_ENGINE_SUBSTITUTION,STRICT_TRANS_TABLES';
CREATE TABLE "ansi" ("id" INT PRIMARY KEY, "v" VARCHAR(9) DEFAULT 'x"y');
INSERT INTO "ansi" ("id") VALUES (1);
ALTER TABLE "ansi" ADD "w""w" INT DEFAULT 2;
UPDATE "ansi" SET "w""w" = 3, "v" = 'é';
SET sql_mode = DEFAULT;
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE child_first (id INT PRIMARY KEY, p INT, KEY (p), CONSTRAINT to_parent FOREIGN KEY (p) REFERENCES parent_later (id) ON DELETE CASCADE);
CREATE TABLE parent_later (id INT PRIMARY KEY);
SET FOREIGN_KEY_CHECKS = 1;
INSERT INTO parent_later VALUES (1), (2);
INSERT INTO child_first VALUES (1, 1), (2, 2), (3, NULL);
DELETE FROM parent_later WHERE id = 1;
DROP TABLE child_first, parent_later;

-- ## conversions: columns that change their type with rows in them
CREATE DATABASE conversions;
USE conversions;
CREATE TABLE widened (id INT PRIMARY KEY, a TINYINT, b SMALLINT UNSIGNED, c INT, d FLOAT, e CHAR(5), f VARCHAR(10), g VARBINARY(10), h TEXT, i DECIMAL(10,2), j TIME, k TIMESTAMP NULL, l DATETIME(2));
INSERT INTO widened VALUES (1, -128, 65535, -2147483648, 0.1, 'abc', 'def ', X'0100', 'text', -99999999.99, '-838:59:59', '2024-01-01 01:02:03', '2024-01-01 01:02:03.45'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
ALTER TABLE widened MODIFY a SMALLINT, MODIFY b INT UNSIGNED, MODIFY c BIGINT, MODIFY f VARCHAR(100), MODIFY g VARBINARY(100);
UPDATE widened SET a = 32767, b = 4294967295, c = 9223372036854775807, f = REPEAT('f', 100), g = REPEAT(X'00', 100) WHERE id = 2;
ALTER TABLE widened MODIFY d DOUBLE, MODIFY i DECIMAL(20,6), MODIFY j TIME(6), MODIFY k TIMESTAMP(6) NULL, MODIFY l DATETIME(6);
UPDATE widened SET d = 1e300, i = 12345678901234.123456, j = '838:59:58.999999', k = '2024-01-01 01:02:03.000001', l = '9999-12-31 23:59:59.999999' WHERE id = 2;
ALTER TABLE widened MODIFY e VARCHAR(50), MODIFY h LONGTEXT, MODIFY f TEXT;
UPDATE widened SET e = 'e  ', h = 'h', f = 'f' WHERE id = 2;
ALTER TABLE widened MODIFY c VARCHAR(30);
UPDATE widened SET c = 'not a number' WHERE id = 2;
CREATE TABLE tightened (id INT PRIMARY KEY, a INT, v VARCHAR(50), n INT, t DATETIME(6), x DECIMAL(20,6));
INSERT INTO tightened VALUES (1, 100, 'short', NULL, '2024-01-01 00:00:00', 1.5), (2, 7, '', 5, NULL, NULL);
ALTER TABLE tightened MODIFY v VARCHAR(10), MODIFY a SMALLINT;
UPDATE tightened SET v = '0123456789', a = -32768 WHERE id = 2;
UPDATE tightened SET n = 0 WHERE n IS NULL;
ALTER TABLE tightened MODIFY n INT NOT NULL DEFAULT 3;
INSERT INTO tightened (id) VALUES (3);
-- refused: a value is negative
ALTER TABLE tightened MODIFY a SMALLINT UNSIGNED;
UPDATE tightened SET a = 0 WHERE a < 0;
ALTER TABLE tightened MODIFY a SMALLINT UNSIGNED;
INSERT INTO tightened (id, a) VALUES (4, 65535);
ALTER TABLE tightened MODIFY t DATETIME;
UPDATE tightened SET t = '2024-02-02 02:02:02';
ALTER TABLE tightened MODIFY x DECIMAL(10,1);
UPDATE tightened SET x = 2.5;
CREATE TABLE nullable_again (id INT NOT NULL, v INT NOT NULL DEFAULT 0, PRIMARY KEY (id));
INSERT INTO nullable_again VALUES (1, 1);
ALTER TABLE nullable_again MODIFY v INT NULL DEFAULT NULL;
INSERT INTO nullable_again (id) VALUES (2);
ALTER TABLE nullable_again CHANGE v w VARCHAR(20) CHARACTER SET latin1 NULL AFTER id, ADD v INT FIRST;
INSERT INTO nullable_again (id, w, v) VALUES (3, 'ü', 4);
ALTER TABLE nullable_again MODIFY COLUMN id BIGINT UNSIGNED NOT NULL AFTER w;
INSERT INTO nullable_again (v, w, id) VALUES (1, '2', 18446744073709551615);
ALTER TABLE nullable_again CHANGE v w INT, CHANGE w v VARCHAR(20) CHARACTER SET latin1;
INSERT INTO nullable_again (id, w, v) VALUES (5, 6, 'seven');
ALTER TABLE nullable_again DROP COLUMN v, ADD COLUMN v DATE DEFAULT '2020-02-29';
INSERT INTO nullable_again (id, w) VALUES (6, 7);
CREATE TABLE filled (id INT PRIMARY KEY);
INSERT INTO filled VALUES (1), (2);
ALTER TABLE filled ADD a INT NOT NULL, ADD b VARCHAR(5) NOT NULL, ADD c DECIMAL(5,2) NOT NULL, ADD d ENUM('x','y') NOT NULL, ADD e BINARY(3) NOT NULL, ADD f DOUBLE DEFAULT -1.5e-10, ADD g BIT(4) DEFAULT b'1010';
UPDATE filled SET a = 1, b = 'b', c = 1.25, d = 'y', e = X'010203', f = 0, g = 0 WHERE id = 2;
ALTER TABLE filled ADD t TIME DEFAULT '-01:02:03', ADD s SET('p','q') DEFAULT 'q,p', ADD y YEAR DEFAULT 1999, ADD ts TIMESTAMP NULL DEFAULT '2020-01-01 00:00:00', ADD dt DATETIME(3) DEFAULT '2020-01-01 00:00:00.5', ADD tx VARCHAR(30) DEFAULT 'it''s "quoted" \\ 😀';
INSERT INTO filled (id, a, b, c, d, e) VALUES (3, 3, 'c', 3, 'x', '');
UPDATE filled SET t = NULL, s = '', y = 2155, ts = NULL, dt = NULL, tx = '' WHERE id = 1;
ALTER TABLE filled ADD j JSON, ADD bl BLOB, ADD lt LONGTEXT, ADD bu BIGINT UNSIGNED NOT NULL DEFAULT 18446744073709551615;
UPDATE filled SET j = '{"a": 1}', bl = X'00', lt = 'lt', bu = 0 WHERE id = 2;
ALTER TABLE filled ADD computed DATETIME DEFAULT (TIMESTAMP '2021-01-01 01:01:01'), ADD json_default JSON DEFAULT (JSON_ARRAY(1, 2));
INSERT INTO filled (id, a, b, c, d, e) VALUES (4, 3, 'c', 3, 'x', '');
UPDATE filled SET computed = NULL, json_default = '{}' WHERE id = 1;

-- ## objects: what is not tables must not stop a target that has only tables
CREATE DATABASE objects;
USE objects;
CREATE TABLE base (id INT PRIMARY KEY AUTO_INCREMENT, v INT, audit INT NOT NULL DEFAULT 0);
INSERT INTO base (v) VALUES (1), (2);
CREATE OR REPLACE ALGORITHM=MERGE DEFINER=CURRENT_USER SQL SECURITY INVOKER VIEW base_view AS SELECT id, v FROM base WHERE v > 0 WITH CHECK OPTION;
INSERT INTO base_view (v) VALUES (3);
ALTER VIEW base_view AS SELECT v FROM base;
UPDATE base_view SET v = v + 1;
CREATE TABLE base_log (at TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP(6), what VARCHAR(20), id INT);
DELIMITER //
CREATE TRIGGER base_bi BEFORE INSERT ON base FOR EACH ROW
BEGIN
  SET NEW.audit = NEW.audit + 1;
  INSERT INTO base_log (what, id) VALUES ('insert', NEW.v);
END//
CREATE PROCEDURE fill(IN n INT)
BEGIN
  DECLARE i INT DEFAULT 0;
  WHILE i < n DO
    INSERT INTO base (v) VALUES (i);
    SET i = i + 1;
  END WHILE;
END//
CREATE FUNCTION twice(x INT) RETURNS INT DETERMINISTIC NO SQL
BEGIN
  RETURN x * 2;
END//
DELIMITER ;
CALL fill(3);
INSERT INTO base (v) VALUES (twice(21));
ALTER PROCEDURE fill COMMENT 'fills';
DROP PROCEDURE IF EXISTS fill;
DROP FUNCTION twice;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM base_log;
ALTER EVENT nightly COMMENT 'every night';
DROP EVENT nightly;
CREATE USER 'app'@'%' IDENTIFIED BY 'a long enough password';
GRANT SELECT, INSERT ON objects.* TO 'app'@'%';
REVOKE INSERT ON objects.* FROM 'app'@'%';
ALTER USER 'app'@'%' ACCOUNT LOCK;
RENAME USER 'app'@'%' TO 'application'@'%';
CREATE ROLE reader;
GRANT reader TO 'application'@'%';
DROP ROLE reader;
DROP USER 'application'@'%';
CREATE TEMPORARY TABLE scratch (id INT PRIMARY KEY, v INT);
INSERT INTO scratch SELECT id, v FROM base;
ALTER TABLE scratch ADD w INT DEFAULT 1;
INSERT INTO base (v) SELECT w FROM scratch LIMIT 1;
DROP TEMPORARY TABLE scratch;
CREATE TEMPORARY TABLE base_log LIKE base;
INSERT INTO base_log (v) VALUES (77);
DROP TEMPORARY TABLE base_log;
DROP TRIGGER base_bi;
INSERT INTO base (v, audit) VALUES (5, 9);
RENAME TABLE base_view TO seen_view;
DROP VIEW seen_view;
LOCK TABLES base WRITE;
UPDATE base SET v = v + 1;
UNLOCK TABLES;
ALTER TABLE base ADD w INT DEFAULT 2;
UPDATE base SET w = 3 WHERE id = 1;
CREATE SPATIAL REFERENCE SYSTEM 1000001 NAME 'flat' DEFINITION 'GEOGCS["flat",DATUM["flat",SPHEROID["flat",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.017453292519943278],AXIS["Lon",EAST],AXIS["Lat",NORTH]]';
DROP SPATIAL REFERENCE SYSTEM 1000001;
FLUSH TABLES;
DELETE FROM base WHERE id = 2;

-- ## moves: from database to database, and whole databases
CREATE DATABASE moves;
CREATE SCHEMA IF NOT EXISTS archive CHARACTER SET latin1;
CREATE TABLE moves.invoice (id INT PRIMARY KEY, v VARCHAR(20), KEY (v));
INSERT INTO moves.invoice VALUES (1, 'ü'), (2, NULL);
RENAME TABLE moves.invoice TO archive.invoice_2024;
INSERT INTO archive.invoice_2024 VALUES (3, '€');
USE archive;
ALTER TABLE invoice_2024 RENAME TO moves.invoice_again, ADD w INT DEFAULT 4;
UPDATE moves.invoice_again SET w = 5, v = 'x' WHERE id = 2;
CREATE TABLE archive.invoice_copy LIKE moves.invoice_again;
INSERT INTO archive.invoice_copy SELECT * FROM moves.invoice_again;
CREATE TABLE archive.invoice_selected AS SELECT id, v FROM moves.invoice_again;
DELETE FROM archive.invoice_selected WHERE id = 1;
CREATE DATABASE passing;
CREATE TABLE passing.by_the_way (id INT PRIMARY KEY);
INSERT INTO passing.by_the_way VALUES (1);
DROP DATABASE passing;
CREATE DATABASE passing;
CREATE TABLE passing.once_more (id INT PRIMARY KEY, v INT);
INSERT INTO passing.once_more VALUES (1, 2);
DROP SCHEMA IF EXISTS nowhere;
DROP TABLE archive.invoice_copy;
DROP DATABASE IF EXISTS passing;
UPDATE moves.invoice_again SET v = 'last';

-- ## census: columns that exchange their names beside other changes
CREATE DATABASE census;
USE census;
CREATE TABLE person (id INT PRIMARY KEY, given VARCHAR(20) NOT NULL, family VARCHAR(30), born DATE, KEY (family, given));
INSERT INTO person VALUES (1, 'Lovelace', 'Ada', '1815-12-10'), (2, 'Curie', NULL, NULL);
ALTER TABLE person RENAME COLUMN given TO family, RENAME COLUMN family TO given, ALTER born SET DEFAULT '1900-01-01', ADD title VARCHAR(10) NOT NULL DEFAULT '-' AFTER given;
INSERT INTO person (id, family, given) VALUES (3, 'Noether', 'Emmy');
UPDATE person SET title = 'Prof.', given = 'Marie' WHERE id = 2;
ALTER TABLE person CHANGE given called VARCHAR(40), CHANGE title given VARCHAR(20) FIRST, MODIFY born DATE AFTER given, ADD INDEX (called);
UPDATE person SET given = 'Dr.', called = 'A.' WHERE id = 1;
ALTER TABLE person ADD note TEXT AFTER family, RENAME COLUMN family TO surname, RENAME COLUMN called TO family;
INSERT INTO person (id, family, surname, note, given) VALUES (4, 'Grace', 'Hopper', 'n', '');
ALTER TABLE person DROP COLUMN note, RENAME COLUMN born TO note, ADD born YEAR FIRST;
UPDATE person SET born = 1906, note = '1906-12-09' WHERE id = 4;
DELETE FROM person WHERE id = 1;
