ALTER TABLE `shop`.`shadow` DROP INDEX `sg`;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `g` point NOT NULL SRID 4326, ADD SPATIAL KEY `sg` (`g`);
