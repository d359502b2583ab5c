CREATE TABLE `source` (
  `id` int NOT NULL,
  `s` varchar(10) NOT NULL DEFAULT '',
  `n` varchar(10) DEFAULT NULL,
  `q` varchar(20) DEFAULT 'a''b\\c',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
