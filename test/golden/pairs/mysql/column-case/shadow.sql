CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `name` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kn` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
