ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f1s`;
ALTER TABLE `shop`.`shadow` ENGINE=MyISAM;
