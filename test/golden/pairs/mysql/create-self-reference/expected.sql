CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `pid` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kp` (`pid`),
  CONSTRAINT `__test_fk_self` FOREIGN KEY (`pid`) REFERENCES `shop`.`shadow` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
