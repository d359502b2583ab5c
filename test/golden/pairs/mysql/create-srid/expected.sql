CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `g` point NOT NULL SRID 4326,
  `h` int DEFAULT NULL INVISIBLE,
  PRIMARY KEY (`id`),
  SPATIAL KEY `sg` (`g`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
