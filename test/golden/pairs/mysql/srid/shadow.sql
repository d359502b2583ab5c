CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `g` point NOT NULL /*!80003 SRID 0 */,
  PRIMARY KEY (`id`),
  SPATIAL KEY `sg` (`g`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
