ALTER TABLE `shop`.`shadow` DROP INDEX `sg`;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `g` point NOT NULL SRID 0;
ALTER TABLE `shop`.`shadow` ADD SPATIAL KEY `sg` (`g`);
