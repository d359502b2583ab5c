ALTER TABLE `shop`.`shadow` COMMENT='old';
