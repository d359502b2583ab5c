ALTER TABLE `shop`.`shadow` DROP INDEX `f1`, DROP INDEX `f2`;
