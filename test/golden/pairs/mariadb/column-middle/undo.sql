ALTER TABLE `shop`.`shadow` DROP COLUMN `m`;
