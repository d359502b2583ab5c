CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `pid` int DEFAULT NULL,
  `x` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `__test_f1` (`pid`),
  CONSTRAINT `__test_f1` FOREIGN KEY (`pid`) REFERENCES `__test_parent` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
