ALTER TABLE `shop`.`shadow` COMMENT='';
