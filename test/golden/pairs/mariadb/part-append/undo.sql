ALTER TABLE `shop`.`shadow` DROP PARTITION `p1`, `p2`;
