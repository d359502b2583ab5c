ALTER TABLE `shop`.`shadow` ENGINE=InnoDB;
