DROP TABLE `shop`.`shadow`;
