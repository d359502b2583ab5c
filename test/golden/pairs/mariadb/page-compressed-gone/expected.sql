ALTER TABLE `shop`.`shadow` `page_compressed`=DEFAULT `page_compression_level`=DEFAULT;
