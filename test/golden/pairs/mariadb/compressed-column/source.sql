CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `t` text /*M!100301 COMPRESSED*/ DEFAULT NULL,
  `u` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
