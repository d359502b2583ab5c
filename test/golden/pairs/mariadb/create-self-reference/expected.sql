CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL,
  `pid` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kp` (`pid`),
  CONSTRAINT `__test_fk_self` FOREIGN KEY (`pid`) REFERENCES `shop`.`shadow` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
