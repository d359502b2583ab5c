ALTER TABLE `shop`.`shadow` DROP PARTITION `p1`;
