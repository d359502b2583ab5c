CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `a` varchar(20) DEFAULT 'x',
  `b` int(11) DEFAULT 5,
  PRIMARY KEY (`id`),
  KEY `k_a` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
