ALTER TABLE `shop`.`shadow` TABLEGROUP='tg1' COMMENT='old';
