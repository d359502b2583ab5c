ALTER TABLE `shop`.`shadow` DROP COLUMN `b`;
