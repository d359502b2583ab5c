ALTER TABLE `shop`.`shadow` DROP INDEX `kab`, ADD COLUMN `b` int DEFAULT NULL, ADD KEY `kab` (`a`,`b`);
