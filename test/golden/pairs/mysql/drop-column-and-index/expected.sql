ALTER TABLE `shop`.`shadow` DROP INDEX `kb`, DROP COLUMN `b`;
