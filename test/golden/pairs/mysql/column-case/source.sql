CREATE TABLE `source` (
  `id` int NOT NULL,
  `Name` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kn` (`Name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
