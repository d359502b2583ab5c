ALTER TABLE `shop`.`shadow` DROP INDEX `sg`;
