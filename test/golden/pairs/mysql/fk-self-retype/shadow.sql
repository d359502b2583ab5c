CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `pid` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kp` (`pid`),
  CONSTRAINT `fk_x` FOREIGN KEY (`pid`) REFERENCES `shadow` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
