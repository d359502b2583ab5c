ALTER TABLE `shop`.`shadow` `page_compressed`=DEFAULT;
ALTER TABLE `shop`.`shadow` ENGINE=MyISAM;
