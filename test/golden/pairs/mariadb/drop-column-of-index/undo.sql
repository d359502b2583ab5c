ALTER TABLE `shop`.`shadow` DROP INDEX `kab`, ADD COLUMN `b` int(11) DEFAULT NULL, ADD KEY `kab` (`a`,`b`);
