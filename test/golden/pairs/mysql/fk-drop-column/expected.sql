ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f2s`;
ALTER TABLE `shop`.`shadow` DROP INDEX `f2s`, DROP COLUMN `pid`;
