ALTER TABLE `shop`.`shadow` DROP INDEX `kw`, ADD VECTOR KEY `kw` (`w`);
