CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `pid` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `f2s` (`pid`),
  CONSTRAINT `f2s` FOREIGN KEY (`pid`) REFERENCES `__test_parent` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
