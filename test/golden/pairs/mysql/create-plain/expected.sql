CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL AUTO_INCREMENT,
  `a` varchar(20) DEFAULT 'x',
  `b` int DEFAULT '5',
  PRIMARY KEY (`id`),
  KEY `k_a` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
