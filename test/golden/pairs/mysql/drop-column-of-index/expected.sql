ALTER TABLE `shop`.`shadow` DROP INDEX `kab`, DROP COLUMN `b`, ADD KEY `kab` (`a`);
