ALTER TABLE `shop`.`shadow` TABLEGROUP='tg1';
