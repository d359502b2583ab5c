ALTER TABLE `shop`.`shadow` DROP PARTITION `b`;
