ALTER TABLE `shop`.`shadow` COMPRESSION='zlib';
