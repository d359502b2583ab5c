ALTER TABLE `shop`.`shadow` COMPRESSION='';
