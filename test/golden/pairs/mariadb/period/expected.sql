ALTER TABLE `shop`.`shadow` ADD PERIOD FOR `p` (`a`, `b`);
