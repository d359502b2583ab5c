CREATE TABLE `source` (
  `id` int NOT NULL COMMENT 'it''s; the; key',
  `v` int DEFAULT NULL COMMENT 'a;\nb',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='tab;le'
