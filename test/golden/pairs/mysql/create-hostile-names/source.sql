CREATE TABLE `source` (
  `id` int NOT NULL,
  `a``b` int DEFAULT NULL,
  `c'd` int DEFAULT NULL,
  `select` int DEFAULT NULL,
  `*/ drop` int DEFAULT NULL COMMENT '/*!50000 x */',
  PRIMARY KEY (`id`),
  KEY `k``1` (`a``b`),
  KEY `--` (`select`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
