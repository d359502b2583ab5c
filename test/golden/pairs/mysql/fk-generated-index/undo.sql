ALTER TABLE `shop`.`shadow` DROP INDEX `kx`;
