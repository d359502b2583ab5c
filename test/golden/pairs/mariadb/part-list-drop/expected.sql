ALTER TABLE `shop`.`shadow` DROP PARTITION `m`;
