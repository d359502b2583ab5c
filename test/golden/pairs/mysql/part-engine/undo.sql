ALTER TABLE `shop`.`shadow` ENGINE=MyISAM;
