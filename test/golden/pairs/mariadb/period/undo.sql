ALTER TABLE `shop`.`shadow` DROP PERIOD FOR `p`;
