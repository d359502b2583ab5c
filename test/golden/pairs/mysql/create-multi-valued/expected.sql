CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `j` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `mv` ((cast(json_extract(`j`,_utf8mb4'$.a') as unsigned array)))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
