ALTER TABLE `shop`.`shadow` `page_compressed`=1 `page_compression_level`=3;
