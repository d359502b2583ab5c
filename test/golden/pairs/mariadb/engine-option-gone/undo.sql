ALTER TABLE `shop`.`shadow` ENGINE=InnoDB;
ALTER TABLE `shop`.`shadow` `page_compressed`=1;
