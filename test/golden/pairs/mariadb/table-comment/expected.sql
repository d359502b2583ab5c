ALTER TABLE `shop`.`shadow` COMMENT='new';
